FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY bot bot
COPY kb kb
COPY content content
COPY locales locales
RUN mkdir data && chown node data
VOLUME /app/data
USER node
EXPOSE 3000
CMD ["node", "bot/main.ts"]
